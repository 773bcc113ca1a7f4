"""What the desk says when it cannot open its log."""
