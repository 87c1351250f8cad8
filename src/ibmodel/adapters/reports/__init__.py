"""Reports as files: a workbook for the accountant, a page to read, print and file. In both languages.

- `ibmodel.adapters.reports.pages`: `html_page`, a page that needs nothing beside it, with pictures where the extra
  ``plots`` is installed; `write_html`.
- `ibmodel.adapters.reports.sheets`: `workbook_bytes`, `write_workbook`.
- `ibmodel.adapters.reports.documents`: `read_report`, a report from a JSON document.
- `ibmodel.adapters.reports.frames`: `report_frame`, a table for pandas, polars or pyarrow (extra ``frames``).

Pages and workbooks need the extra ``reports``. Files are there whole or not at all.
"""

from __future__ import annotations
