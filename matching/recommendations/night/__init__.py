"""What is learned from outcomes, judged and allowed to serve, at night?"""
