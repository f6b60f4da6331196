"""Take the image of a person's signature or of the agency's seal: PNG on clear ground, with its real size (PL I II.7d, II.8a).

A new one takes the place of the former, which stays with its time. Warns where the colour is not what the decree asks for; never
repaints an image.
"""

import colorsys
import io
import uuid
from typing import Annotated, Literal

from PIL import Image, UnidentifiedImageError
from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session, col, select

from hoso.correspondence.tables import MarkImage
from hoso.support.actors import Actor
from hoso.support.administration.desk import lock_administration, person_of
from hoso.support.clock import Moment
from hoso.support.errors import Malformed
from hoso.support.files import FileStore, read_all
from hoso.support.stored_files import StoredFile, require_nameable
from hoso.support.trail import record

LARGEST, MOST_PIXELS = 2 * 1024 * 1024, 4000
_LOOKS = {"signature": ("màu xanh", 0.50, 0.78), "seal": ("màu đỏ", 0.94, 0.06)}  # hue between these, on the circle of colours


class BadMarkImage(Malformed):
    """The image is no PNG, too large, or stands on no clear ground."""

    code = "bad_mark_image"


class UploadMarkImage(BaseModel):
    """`width_mm` as measured on paper; the height follows from the image."""

    model_config = {"extra": "forbid"}
    kind: Literal["signature", "seal"]
    person_id: uuid.UUID | None = None
    file: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    width_mm: Annotated[float, Field(ge=10, le=120)]

    @model_validator(mode="after")
    def _whose(self) -> "UploadMarkImage":
        if (self.kind == "signature") != (self.person_id is not None):
            raise ValueError("hình chữ ký là của một người; hình dấu là của cơ quan")
        return self


def checked_image(png: bytes, kind: str) -> tuple[tuple[int, int], list[str]]:
    """(width and height in pixels, warnings). Raises BadMarkImage."""
    if len(png) > LARGEST:
        raise BadMarkImage("Tệp hình lớn hơn 2 MB. Thu nhỏ hình rồi tải lại.", field="file")
    try:
        with Image.open(io.BytesIO(png)) as opened:
            if opened.format != "PNG" or max(opened.size) > MOST_PIXELS:
                raise BadMarkImage("Hình phải là PNG, mỗi chiều không quá 4.000 điểm ảnh.", field="file")
            image = opened.convert("RGBA") if opened.mode in ("RGBA", "LA", "P") and "A" in opened.convert("RGBA").getbands() else None
            has_alpha = opened.mode in ("RGBA", "LA") or "transparency" in opened.info
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise BadMarkImage("Không đọc được hình. Hình phải là PNG nền trong suốt.", field="file") from error
    if image is None or not has_alpha or not _stands_on_clear_ground(image):
        raise BadMarkImage("Nền hình phải trong suốt (Phụ lục I): xóa nền trắng rồi lưu lại dạng PNG.", field="file")
    return image.size, _warnings(image, kind)


def _stands_on_clear_ground(image: Image.Image) -> bool:
    alpha = image.getchannel("A")
    width, height = image.size
    corners = [alpha.getpixel(p) for p in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1))]
    return all(c < 32 for c in corners if isinstance(c, int)) and (alpha.getextrema()[1] or 0) >= 128  # type: ignore[operator]


def _warnings(image: Image.Image, kind: str) -> list[str]:
    name, first, last = _LOOKS[kind]
    small = image.resize((min(160, image.width), min(160, image.height)))
    drawn = [(r, g, b) for r, g, b, a in zip(*(small.getchannel(c).tobytes() for c in "RGBA"), strict=True) if a >= 128]
    coloured = 0
    for r, g, b in drawn:
        hue, light, saturation = colorsys.rgb_to_hls(r / 255, g / 255, b / 255)
        inside = first <= hue <= last if first < last else hue >= first or hue <= last
        coloured += inside and saturation > 0.2 and 0.08 < light < 0.92
    said = []
    if coloured < 0.6 * len(drawn):
        said.append(f"Hình không phải {name} như Phụ lục I quy định. Nên quét lại bằng mực {name.removeprefix('màu ')} hoặc đổi màu hình.")
    if image.width < 300:
        said.append("Hình nhỏ hơn 300 điểm ảnh, khi in có thể bị mờ.")
    return said


def upload_mark_image(db: Session, actor: Actor, command: UploadMarkImage, moment: Moment, store: FileStore) -> MarkImage:
    """The image in use from now on. Raises UnknownFile, UnknownOne, BadMarkImage."""
    lock_administration(db, actor.agency_id)
    if command.person_id:
        person_of(db, actor, command.person_id)
    require_nameable(db, actor, [command.file])
    stored = db.get(StoredFile, command.file)
    if stored is None or stored.size > LARGEST:
        raise BadMarkImage("Tệp hình lớn hơn 2 MB. Thu nhỏ hình rồi tải lại.", field="file")
    (width, height), warnings = checked_image(read_all(store, command.file), command.kind)
    wanted = select(MarkImage).where(MarkImage.agency_id == actor.agency_id, MarkImage.kind == command.kind, col(MarkImage.ended_at).is_(None))
    former = db.exec(wanted.where(MarkImage.person_id == command.person_id)).first()
    if former is not None:
        former.ended_at, former.version = moment.at, former.version + 1
        db.flush()
    row = MarkImage.model_validate({
        "agency_id": actor.agency_id, "kind": command.kind, "person_id": command.person_id, "sha256": command.file, "width_mm": command.width_mm,
        "height_mm": round(command.width_mm * height / width, 1), "warnings": warnings, "created_at": moment.at, "created_by": actor.id,
    })  # fmt: skip
    db.add(row)
    db.flush()
    detail = {"kind": command.kind, "file": command.file, "width_mm": command.width_mm, "warnings": warnings}
    record(db, actor, moment, "mark-image:uploaded", command.person_id or actor.agency_id, detail)
    return row
