"""What is played: where somebody is in a scene, and which way was taken first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, json_text, to
from tandem.terms import Role


class Practice(Base):
    """Where somebody is in the scene of a module: in the text it was begun with.

    `path` is JSON: the place of each link taken. How often it was played is kept nowhere.
    """

    __tablename__ = "practice"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    revision_id: Mapped[int] = to("revision.id", index=False)
    role: Mapped[Role]
    path: Mapped[json_text]
    begun_at: Mapped[datetime]
    saved_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "module_id", "role"),)


class FirstChoice(Base):
    """What somebody chose when they first came to a scene. Told in full groups of five only.

    `part` is the step of a scene for two, or the place of a practice in its lesson; `leads_to` is
    the scene that the choice leads to.
    """

    __tablename__ = "first_choice"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    revision_id: Mapped[int] = to("revision.id", index=False)
    part: Mapped[str] = mapped_column(String(80))
    scene: Mapped[str] = mapped_column(String(80))
    choice: Mapped[int]
    leads_to: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "module_id", "part", "scene"),)


class SceneWay(Base):
    """One way that the two took through a scene for two, in the text it was begun with.

    `path` is JSON: the place of each link taken. A way that was left stays as it was, and the next
    row goes on. `again_by_id` is who would like to begin again. `at` is when the way began,
    `moved_at` when somebody last decided, went back or asked; None where that was not kept yet.
    """

    __tablename__ = "scene_way"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    module_id: Mapped[int] = to("module.id", index=False)
    revision_id: Mapped[int] = to("revision.id", index=False)
    step: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    path: Mapped[json_text]
    again_by_id: Mapped[int | None] = to("person.id", index=False)
    at: Mapped[datetime]
    moved_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("pair_id", "module_id", "step", "number"),)
