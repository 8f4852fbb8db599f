"""How good is it? Offline evaluation on later outcomes, calibration, exposure."""
