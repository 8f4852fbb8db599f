"""Which address leads to which view?"""

from django.urls import path

from training.views import certificates, enrolling, office, teaching, timetable

app_name = "training"
urlpatterns = [
    path("runs/<int:pk>/enrol/", enrolling.enrol, name="enrol"),
    path("my/courses/", enrolling.my_enrolments, name="my_enrolments"),
    path("my/courses/<int:pk>/", enrolling.enrolment, name="enrolment"),
    path("my/courses/<int:pk>/enrolled/", enrolling.enrolled, name="enrolled"),
    path("my/courses/<int:pk>/classes.ics", enrolling.calendar, name="calendar"),
    path("my/courses/<int:pk>/withdraw/", enrolling.withdraw, name="withdraw"),
    path("my/courses/<int:pk>/accept/", enrolling.accept, name="accept"),
    path("my/courses/<int:pk>/decline/", enrolling.decline, name="decline"),
    path("certificates/<str:number>.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path("verify/", certificates.verify, name="verify"),
    path("verify/many/", certificates.verify_many, name="verify_many"),
    path("verify/<str:number>/", certificates.verify_number, name="verify_number"),
    path("teaching/", teaching.teaching_desk, name="teaching_desk"),
    path("teaching/runs/<int:pk>/", teaching.roster, name="roster"),
    path("teaching/runs/<int:pk>/late-plan/", teaching.late_plan, name="late_plan"),
    path("teaching/meetings/<int:pk>/", teaching.mark_meeting, name="mark_meeting"),
    path("teaching/meetings/<int:pk>/change/", timetable.change_class, name="change_class"),
    path("teaching/meetings/<int:pk>/cancel/", timetable.cancel_class, name="cancel_class"),
    path("teaching/meetings/<int:pk>/restore/", timetable.restore_class, name="restore_class"),
    path("teaching/runs/<int:pk>/add-class/", timetable.add_class, name="add_class"),
    path("teaching/records/<int:pk>/", teaching.record, name="record"),
    path("teaching/records/<int:pk>/made-up/", teaching.made_up, name="made_up"),
    path("teaching/records/<int:pk>/complete/", teaching.complete, name="complete"),
    path("teaching/records/<int:pk>/fail/", teaching.fail, name="fail"),
    path("teaching/records/<int:pk>/no-show/", teaching.no_show, name="no_show"),
    path("teaching/records/<int:pk>/retract/", teaching.retract, name="retract"),
    path("office/runs/", office.office_runs, name="office_runs"),
    path("office/runs/new/", office.new_run, name="office_new_run"),
    path("office/runs/<int:pk>/", office.office_run, name="office_run"),
    path("office/runs/<int:pk>/edit/", office.edit_run, name="office_edit_run"),
    path("office/runs/<int:pk>/open/", office.open_run, name="office_open_run"),
    path("office/runs/<int:pk>/cancel/", office.cancel_run, name="office_cancel_run"),
    path("office/runs/<int:pk>/restore/", office.restore_run, name="office_restore_run"),
    path("office/enrolments/<int:pk>/approve/", office.approve, name="office_approve"),
    path(
        "office/enrolments/<int:pk>/cancel/",
        office.cancel_enrolment,
        name="office_cancel_enrolment",
    ),
    path(
        "office/enrolments/<int:pk>/restore/",
        office.restore_enrolment,
        name="office_restore_enrolment",
    ),
    path("office/certificates/<str:number>/revoke/", office.revoke, name="office_revoke"),
    path("office/certificates/<str:number>/reissue/", office.reissue, name="office_reissue"),
]
