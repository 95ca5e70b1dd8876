"""What left a group, and the consents to that: cards that pages of people and groups share."""
