"""Study of members: hours that attendance gives, and what was made up afterwards."""
