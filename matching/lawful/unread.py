"""Which text fields are not screened, and why? A test finds every text field of every room that is on no list."""

from matching.lawful.fields import READ, TYPED_AS

# Why → the columns: model, then its fields. A column that is new anywhere is read, or is named here.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "to the office alone": (
        "accounts.Company: uscc_reason",
        "matching.Opening: words_reason",
        "matching.OpeningReport: text",
        "matching.WrittenText: text reason",
    ),
    "colleagues alone; the person finds it in the copy of their data": ("matching.Application: internal_note",),
    "as it stands on the licence, which the office checks before anybody reads it": ("accounts.Company: name_zh uscc",),
    "the office's": (
        "accounts.University: note",
        "accounts.NationalCertificate: why_not",
        "matching.Opening: return_reason",
        "matching.OpeningReport: decision",
        "matching.PlacementEvidence: reason",
        "matching.WrittenText: decision",
        "skills.Synonym: code typed means",
        "training.Certificate: revoked_reason",
        "training.CourseRun: code place_zh place_en late_plan",
        "training.Enrolment: end_reason",
    ),
    "a teacher's": (
        "training.Attendance: reason",
        "training.EarlierAssessment: reason",
        "training.Meeting: topic_zh topic_en place cancelled_reason",
    ),
    "the person's": (
        "accounts.GuardianConsent: guardian_name guardian_phone",
        "accounts.HeldSkill: evidence_reference",
        "accounts.NationalCertificate: occupation number issuer",
        "accounts.SkillProof: reference",
        "accounts.Trainee: real_name school_name wanted_work about",
        "accounts.WorkSample: title description link",
        "matching.Application: note second_job_reason profile",
        "matching.Placement: contest_reason second_job_reason",
    ),
    "a name or an address of a login": (
        "accounts.Invitation: email phone",
        "accounts.RosterEntry: real_name student_number phone email",
        "accounts.User: email password phone real_name",
    ),
    "what was read before, as it was given to an action or a notice": (
        "core.AuditEntry: reason data",
        "core.Notice: params",
    ),
    "worked out, nobody writes it": (
        "accounts.AccessLog: what",
        "accounts.Consent: version",
        "accounts.Invitation: token_hash",
        "accounts.NationalCertificate: issuer_key",
        "accounts.RosterEntry: name_key",
        "accounts.WaitingMessage: sealed",
        "core.AuditEntry: verb before after",
        "core.Notice: code url",
        "core.TableStamp: name",
        "core.Tally: key",
        "matching.Application: match_model match_parts",
        "matching.Opening: content_key",
        "matching.PlacementLeftOut: passed_over",
        "matching.PlacementProposal: passed_over",
        "matching.PlacementRound: model_version input_hash",
        "matching.ModelFit: verdict version problem card",
        "matching.Viewing: model_version match_model",
        "matching.WrittenText: field key",
        "outcomes.FairnessReport: model_version definition_version rows",
        "outcomes.FigureSnapshot: indicator scope definition_version",
        "training.Certificate: number payload_hash payload",
        "training.Enrolment: idempotency_key",
    ),
    "reference data and what editors publish": (
        "accounts.City: code name_zh name_en",
        "accounts.Division: code name_zh name_en",
        "accounts.EducationLevel: code name_zh name_en",
        "accounts.Major: code name_zh name_en level level_en",
        "accounts.University: code name_zh name_en",
        "cms.CatalogueIndexPage: intro",
        "cms.CoursePage: intro",
        "cms.HomePage: sentence",
        "cms.NewsPage: intro",
        "cms.StandardPage: intro",
        "outcomes.AnnualTarget: season_weights",
        "outcomes.EarlierTarget: season_weights",
        "outcomes.Indicator: code version name_zh name_en definition_zh definition_en formula_zh formula_en rules_zh rules_en",
        "skills.Occupation: code name_zh name_en family_zh family_en dadian_code dadian_name_zh standard_zh titles_zh",
        "skills.Occupation: esco_code onet_code entry_education_zh",
        "skills.Skill: code name_zh name_en kind aliases_zh description_zh esco_group_code",
        "skills.SkillGroup: code name_zh name_en",
        "training.Course: code title_zh title_en audience_zh audience_en credential_zh credential_en organiser_kind_zh",
        "training.Course: note_zh note_en summary_zh summary_en",
        "training.Lesson: title_zh title_en",
        "training.Track: code name_zh name_en",
    ),
}

# Why → the fields of forms that are no column of their model: room, form, then its fields.
_FORMS: dict[str, tuple[str, ...]] = {
    "a company's, to the office alone": ("core.MeantOtherwise: words_reason", "accounts.CompanyDoorForm: uscc_reason"),
    "a company's own name and number, checked by the office": ("accounts.CompanyDoorForm: name_zh uscc",),
    "a name, an address, a code or a password of a login": (
        "accounts.AcceptInvitationForm: real_name password",
        "accounts.CompanyDoorForm: username real_name",
        "accounts.DoorForm: username real_name",
        "accounts.EmailCodeForm: code",
        "accounts.FactorAgainForm: code",
        "accounts.FactorForm: code",
        "accounts.LoginCodeForm: code",
        "accounts.LoginForm: password",
        "accounts.MemberInvitationForm: phone",
        "accounts.PhoneCodeForm: code",
        "accounts.StaffInvitationForm: phone",
        "accounts.TraineeDoorForm: username real_name",
        "accounts._AddressForm: phone",
    ),
    "the office's, a school's or a teacher's": (
        "accounts.CompanyDecisionForm: reason",
        "accounts.NameDecisionForm: reason",
        "accounts.NationalDecisionForm: reason",
        "matching.PaperDecisionForm: reason",
        "matching.PublishForm: reason",
        "matching.DecisionForm: reason",
        "matching.ReportDecisionForm: reason",
        "matching.TextDecisionForm: reason",
        "outcomes.ExportForm: reason",
        "training.AssessForm: reason",
        "training.ClassForm: reason",
        "training.LatePlanForm: plan",
        "training.MadeUpForm: reason",
        "training.NewClassForm: reason topic",
        "training.OptionalReasonForm: reason",
        "training.ReasonForm: reason",
        "training.ReissueForm: reason real_name",
        "training.SheetForm: reason",
        "training.TurnDownForm: reason",
    ),
    "the person's": (
        "accounts.NationalForm: occupation number issuer",
        "matching.AcceptForm: second_job_reason",
        "matching.ApplyForm: note",
        "matching.ConfirmForm: second_job_reason seen",
        "matching.ReportForm: text",
        "training.EnrolForm: key",
    ),
    "an example of the gallery": ("core.SampleForm: name phone about closed",),
    "only looked for, not kept": (
        "accounts.CompanyFilterForm: q",
        "accounts.PeopleFilterForm: q",
        "matching.OpeningSearch: q occupation division before",
        "outcomes.PersonListForm: name",
        "training.NumberForm: number",
        "training.NumbersForm: numbers",
    ),
}


# Why → what a function takes out of what was sent past any form: module, function, then the fields; * is all of it.
_POSTED: dict[str, tuple[str, ...]] = {
    "one of our own words, anything else does nothing": (
        "accounts.views.company.switch_member: verb",
        "training.views.office.edit_run: classes",
    ),
    "shown again in a form, which reads it when that is sent": (
        "accounts.views.doors._lead_to_company_door: key real_name",
        "core.http.too_often: *",
        "training.views.office._run_step: reason",
    ),
    "only asked whether a reason was typed; the form beside it reads it": ("training.views.office.act: reason",),
    "a number or a fingerprint that is compared": ("matching.views.rounds.keep_round: input_hash page",),
    "cleaned or filled up for the form that reads it after": (
        "cms.urls_wagtail.filled: *",
        "core.middleware._clean_body: *",
    ),
    "an editor's, who chooses a page": ("cms.wagtail_hooks.refuse_second_live_page: *",),
}


def _named(groups: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return name → why, of every field of every group."""
    rows = [(why, *row.split(": ")) for why, rows in groups.items() for row in rows]
    return {f"{owner}.{name}": why for why, owner, names in rows for name in names.split()}


NOT_READ = _named(_COLUMNS)
NOT_TYPED = _named(_FORMS)
NOT_POSTED = _named(_POSTED)


def unnamed_columns(found: list[str]) -> list[str]:
    """Return the columns that are neither screened nor exempt with a reason."""
    return sorted(name for name in found if name not in READ and name not in NOT_READ)


def unnamed_fields(found: list[str]) -> list[str]:
    """Return the form fields that are neither stored in a known column nor exempt with a reason."""
    typed = {f"matching.{name}" for name, kept in TYPED_AS.items() if kept in READ or kept in NOT_READ}
    return sorted(name for name in found if name not in typed and name not in NOT_TYPED)


def unnamed_posted(found: list[str]) -> list[str]:
    """Return the posted values that are read without a form and have no reason listed."""
    return sorted(name for name in found if name not in NOT_POSTED)
