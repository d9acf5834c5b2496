"""The table of jobs: what was asked, how far it is, how it ended."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base
from app.core.types import Code, EncryptedJson, Moment, TreePath
from app.rules.base import Labelled


class JobState(Labelled):
    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    STOPPED = "stopped", "已停止"
    FAILED = "failed", "失败"

    @property
    def ended(self) -> bool:
        return self not in {JobState.WAITING, JobState.RUNNING}


class Job(Base):
    """One piece of long work.

    `asked` holds, encrypted, what the work needs and on whose behalf it runs; it is dropped when
    the work is done. `done` counts units that are committed: work begun again goes on from there.
    `result` is the name the person sees, `stored` the file under instance/jobs/.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_account", "account_id", "made_at"),
        Index("ix_job_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120))
    account_id: Mapped[int]
    path: Mapped[str | None] = mapped_column(TreePath)
    asked: Mapped[dict | None] = mapped_column(EncryptedJson, deferred=True)
    back: Mapped[str] = mapped_column(String(200), default="")
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    state: Mapped[JobState] = mapped_column(Code(JobState), default=JobState.WAITING)
    stop_asked: Mapped[bool] = mapped_column(default=False)
    message: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(String(120), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    stored: Mapped[str] = mapped_column(String(64), default="")
    made_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def percent(self) -> int:
        """0 to 100; 0 while nobody knows how much there is."""
        return min(100, self.done * 100 // self.total) if self.total else 0
