"""The petitioner asks in mid-case that somebody step back (回避), and the office decides."""
