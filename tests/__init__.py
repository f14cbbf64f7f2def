"""Tests. Workbooks are written the same way whether lxml happens to be installed or not."""

import os

os.environ["OPENPYXL_LXML"] = "False"  # read when openpyxl is imported
