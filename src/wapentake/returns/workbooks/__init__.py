"""A funder's own spreadsheet (XLSX): what its names point to, and filling just these cells, all else left as it is.

A workbook is a zip of XML. Of a sheet just the cells that are filled are written anew, with the styles that they have;
every other file in the zip is kept byte for byte. Words are written as words, so that nothing becomes a formula.
"""

from wapentake.returns.workbooks.cells import Value
from wapentake.returns.workbooks.filling import fill_workbook
from wapentake.returns.workbooks.names import Name, check_workbook, list_names

__all__ = ["Name", "Value", "check_workbook", "fill_workbook", "list_names"]
