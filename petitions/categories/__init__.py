"""Content categories (内容分类): what petitioners and officers choose from, and the fixed code that reports count by."""
