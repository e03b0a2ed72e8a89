"""How large a workbook is once it is unpacked: a file that swells beyond reason is refused.

A workbook is an archive. What its directory says of sizes may be untrue, so its parts are
unpacked here, a piece at a time, and only counted.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from revops.sources.refusal import refuse

#: The most bytes that a workbook may be once it is unpacked; a full sheet is a third of this.
LARGEST = 1 << 30
#: From this size on, how many times its packed size a workbook may be; sheets are 5 to 60 times.
SWELLING = 64 << 20
TIMES = 200
_PIECE = 1 << 20
_HEAD = struct.Struct("<26xHH")
_ARCHIVE = b"PK\x03\x04"


def refuse_bomb(data: bytes) -> None:
    """Refuse a workbook that unpacks to far more than any sheet; others pass.

    >>> refuse_bomb(b"no archive")
    """
    if not data.startswith(_ARCHIVE):
        return
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError):
        return  # the reader says what is wrong with it
    if sum(part.compress_size for part in parts) > len(data):
        raise refuse("the workbook's parts lie over each other, as no spreadsheet writes them.")
    most = LARGEST if len(data) * TIMES > LARGEST else max(SWELLING, len(data) * TIMES)
    size = 0
    for part in parts:
        for n in _pieces(data, part):
            size += n
            if size > most:
                raise refuse(
                    f"the workbook is {len(data):,} bytes and would unpack to more than "
                    f"{most:,}, as no sheet does. It is not opened. Export it again as .csv."
                )


def _pieces(data: bytes, part: ZipInfo) -> Iterator[int]:
    """Unpack one part a piece at a time, and give the size of each piece."""
    if part.compress_type == ZIP_STORED:
        yield part.compress_size
        return
    if part.compress_type != ZIP_DEFLATED:
        raise refuse("the workbook is packed as no spreadsheet packs it. Export it again.")
    name, extra = _HEAD.unpack_from(data, part.header_offset)
    start = part.header_offset + _HEAD.size + name + extra
    packed = data[start : start + part.compress_size]
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not engine.eof:
            yield len(engine.decompress(packed, _PIECE))
            packed = engine.unconsumed_tail
    except zlib.error:
        return  # the reader says what is wrong with it
