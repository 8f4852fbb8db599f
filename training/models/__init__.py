"""What is taught, when, to whom, with which result?"""

from training.models.certificates import Certificate
from training.models.courses import Course, CourseSkill, Lesson, Mode, Track
from training.models.enrolments import Enrolment
from training.models.records import Assessment, Attendance, AttendanceStatus, EarlierAssessment
from training.models.runs import MINUTES_AN_HOUR, CourseRun, Meeting

__all__ = [
    "MINUTES_AN_HOUR",
    "Assessment",
    "Attendance",
    "AttendanceStatus",
    "Certificate",
    "Course",
    "CourseRun",
    "CourseSkill",
    "EarlierAssessment",
    "Enrolment",
    "Lesson",
    "Meeting",
    "Mode",
    "Track",
]
