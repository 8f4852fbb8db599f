"""How are models trained on outcomes, evaluated and promoted at night?"""
