"""What can be learned from who went where? `model.fit` learns, `model.Model` scores; `weighing` learns what each part counts."""
