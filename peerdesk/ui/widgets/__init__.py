"""Controls that know how to be read aloud, reached by keyboard and coloured by the theme."""
