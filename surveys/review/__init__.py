"""What respondents wrote: sealed apart, read one by one by people, published masked or destroyed."""
