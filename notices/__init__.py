"""What leaves the house: an outbox with retry, mail, robots of group chats; knows no case and no report."""
