"""The monthly report: figures first, then sentences, then paper."""
