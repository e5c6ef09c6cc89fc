"""The mailbox a petitioner may leave, to be told that there is something new and nothing else."""
