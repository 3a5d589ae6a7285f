"""A page in, a record out: the reader, which works as a library on its own.

`read(source)` reads one page; `read_series(records)` looks across the pages of one body. Neither raises on odd text,
asks what day it is, or touches the network; what is odd or doubtful comes back as findings.
"""

from wapentake.reading.read import READER, read
from wapentake.reading.record import Record
from wapentake.reading.series import Series, read_series

__all__ = ["READER", "Record", "Series", "read", "read_series"]
