"""Who may do what, where: one screen of policy, one value of scope, one gate."""
