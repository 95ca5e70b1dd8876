"""The pages of a PDF as they will be printed, to look at, page through and zoom."""

from peerdesk.ui.widgets.preview.preview import PdfPreview

__all__ = ["PdfPreview"]
