"""What starts `rangwan run` by itself: a timer of systemd, or a line of cron."""
