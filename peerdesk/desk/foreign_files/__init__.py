"""Files of other programs that people's names come from: tables, plain lists and vCards."""
