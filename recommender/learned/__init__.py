"""What can be learned from past outcomes? `model.fit` trains, `model.Model` scores; `weighing` fits the weights of the parts."""
