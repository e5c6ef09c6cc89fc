"""Who is told what is due: the desk, the daily digest, the chats' robots, the leader of late cases."""
