"""Which address leads to which view?"""

from django.urls import URLPattern, path

from accounts.views import (
    company,
    doors,
    earlier,
    guardian,
    invitations,
    national,
    office,
    privacy,
    profile,
)

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("join/", doors.door, name="door"),
    path("join/trainee/", doors.join_trainee, name="join_trainee"),
    path("join/company/", doors.join_company, name="join_company"),
    path("join/company/check/", doors.check_uscc, name="check_uscc"),
    path("start/", doors.after_login, name="after_login"),
    path("invite/<str:token>/", invitations.invitation, name="invitation"),
    path("my/profile/", profile.profile, name="profile"),
    path("my/profile/skills/", profile.profile_skills, name="profile_skills"),
    path("my/profile/skills/<int:held_id>/remove/", profile.remove_skill, name="remove_skill"),
    path("my/profile/earlier/", earlier.mine, name="earlier_work"),
    path("my/profile/earlier/<int:earlier_id>/remove/", earlier.remove, name="remove_earlier"),
    path("my/profile/samples/", profile.samples, name="samples"),
    path("my/profile/samples/<int:sample_id>/remove/", profile.remove_sample, name="remove_sample"),
    path(
        "my/profile/samples/<int:sample_id>/picture/", profile.sample_picture, name="sample_picture"
    ),
    path("my/profile/national/", national.mine, name="national"),
    path("my/profile/national/<int:national_id>/", national.change, name="change_national"),
    path("my/profile/national/<int:national_id>/remove/", national.remove, name="remove_national"),
    path("national/<int:national_id>/paper/", national.paper, name="national_paper"),
    path("national/", national.queue, name="national_queue"),
    path("national/<int:national_id>/", national.review, name="national_review"),
    path("national/<int:national_id>/decide/", national.decide, name="decide_national"),
    path("national/<int:national_id>/retract/", national.retract, name="retract_national"),
    path("my/privacy/", privacy.privacy, name="privacy"),
    path("my/privacy/consents/<slug:purpose>/", privacy.change_consent, name="change_consent"),
    path("my/privacy/export/", privacy.export_data, name="export_data"),
    path("my/privacy/guardian/", guardian.guardian, name="guardian"),
    path("my/privacy/guardian/withdraw/", guardian.withdraw_guardian, name="withdraw_guardian"),
    path("my/privacy/close/", privacy.close, name="close_account"),
    path("notices/", privacy.notices, name="notices"),
    path("notices/read/", privacy.read_notices, name="read_notices"),
    path("company/profile/", company.company_profile, name="company_profile"),
    path("company/licence/", company.company_licence, name="company_licence"),
    path("company/licence/file/", company.licence_file, name="licence_file"),
    path("company/members/", company.company_members, name="company_members"),
    path("company/members/<int:member_id>/switch/", company.switch_member, name="switch_member"),
    path(
        "company/invitations/<int:invitation_id>/revoke/",
        company.revoke_member_invitation,
        name="revoke_invitation",
    ),
    path("office/companies/", office.office_companies, name="office_companies"),
    path("office/companies/<int:company_id>/", office.office_company, name="office_company"),
    path("office/companies/<int:company_id>/decide/", office.decide, name="decide_company"),
    path(
        "office/companies/<int:company_id>/licence/", office.office_licence, name="office_licence"
    ),
    path("office/people/", office.office_people, name="office_people"),
    path("office/people/<int:trainee_id>/", office.office_person, name="office_person"),
    path("office/people/<int:trainee_id>/decide/", office.decide_name, name="decide_name"),
    path("office/invite/", invitations.office_invite, name="office_invite"),
    path(
        "office/invitations/<int:invitation_id>/revoke/",
        invitations.office_revoke,
        name="office_revoke",
    ),
]
