"""One set of numbers for marketing and sales, from their own exports.

Importing the package loads nothing heavy; name what you need:

    from revops import alignment, charts, metrics
    from revops.report import open_page
"""
