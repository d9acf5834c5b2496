"""Tables of development: files and what lies in them, requests to the superior, courses, plans."""

from app.development.models.courses import Course, CourseLevel, Trainee
from app.development.models.files import (
    File,
    FileHelper,
    FileNotice,
    FilePaper,
    FileReview,
    Opinion,
    StepTaken,
)
from app.development.models.history import HistoryImport
from app.development.models.superior import Analysis, Plan, Request, RequestState

__all__ = [
    "Analysis",
    "Course",
    "CourseLevel",
    "File",
    "FileHelper",
    "FileNotice",
    "FilePaper",
    "FileReview",
    "HistoryImport",
    "Opinion",
    "Plan",
    "Request",
    "RequestState",
    "StepTaken",
    "Trainee",
]
