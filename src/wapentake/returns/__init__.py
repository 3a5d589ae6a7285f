"""What is reported to funders: returns, their parts that leads answer, funders' spreadsheets, and frozen copies."""
