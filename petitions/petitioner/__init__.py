"""The petitioner's page of their own case, and the half hour they spend there."""
