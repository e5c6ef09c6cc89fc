"""What a case comes to: the opinion, how it was rated, 处置方式, 终结, and the asking about revenge afterwards."""
