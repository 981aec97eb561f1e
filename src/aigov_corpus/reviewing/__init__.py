"""What reviewers decide about pairs: acts, the log of them, and the state that they lead to.

Nothing in this room serves pages, and only `log` touches files.
"""
