"""Who may open which address? One row for every named URL; `tests/test_matrix_access.py` walks them all.

Write your rows in `tests/access/<app>.py`:

    from tests.access.format import Row

    ROWS = {
        # everybody may look
        "training:runs": Row(rest=200),
        # one trainee's own thing: the other nine must not even learn that it exists
        "training:enrolment": Row(anonymous=302, trainee=200, rest=404,
                                  kwargs=lambda cast: {"pk": enrolment_of(cast.person).pk}),
        # a button: POST only; the status is the answer to a POST with its token and `data(cast)`
        "training:withdraw": Row(anonymous=302, trainee=302, rest=404, methods="POST",
                                 kwargs=lambda cast: {"pk": enrolment_of(cast.person).pk}),
        # page with a form: GET as declared; POST with `data` answers one of `post`, for those who got 200
        "accounts:profile": Row(anonymous=302, trainee=200, other_trainee=200, rest=403, methods="GET POST", post=(302, 422)),
    }

Roles: anonymous, trainee, other_trainee, company, other_company, coordinator, other_coordinator, teacher, other_teacher,
office. `kwargs(cast)` makes the ONE object, which belongs to trainee / company / coordinator / teacher (see tests/cast.py:
`cast.person`, `cast.firm`, `cast.school` and the `other_…` of each); it is called once in a test and may use your factories.
`rest` is the status of every role not named. Every id in kwargs must have a "missing" twin: integers, UUIDs and strings get
one by themselves; give `missing=lambda cast: {...}` for others.

What is tried for each row and role: GET, HEAD (same status), POST with token, POST without token (always 403), a method
not listed (405, or what GET answers to those who may not), in Chinese and English; where a role gets 404 the body equals
that of an object that does not exist. Every attempt is rolled back.
"""
