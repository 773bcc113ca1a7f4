"""What invented customers wrote, where it is long or nasty."""

LONG_COMMENT = (
    "Hello, I have been looking for an estate with a tow bar for some weeks and yours is the first that "
    "has all we need. We are five, with a large dog and a folding caravan of 1,100 kg, so before we drive "
    "two hours to see it I would like to know: 1) is the tow bar the factory's retractable one, 2) has "
    "the timing belt been done and is there an invoice for it, 3) what are the two dark marks on the "
    "fourth photo, left rear door, 4) would you take our 2014 Mondeo (112,000 miles, one owner, full "
    "history, small dent in the bonnet) in part exchange, and 5) could we come on a Sunday afternoon? My "
    "husband works shifts, so please try the mobile first and the evening is best. Many thanks!"
)
HTML_COMMENT = (
    '<b>Hello</b> <img src="file:///etc/passwd"> is the <u>price</u> of {{ car }} final?'
    " <script>alert('no')</script> &amp; do you deliver <a href=\"http://example.test\">to Leeds</a>?"
)
"""Nothing of it may work: not as HTML, not as a link, not as a placeholder."""

MAIL = b"""\
From: Ruth Abernathy <ruth.abernathy@example.test>
To: sales@example.test
Subject: your van
Message-ID: <van-7781@example.test>
Content-Type: text/plain; charset=utf-8

hi, saw the white van on your forecourt when i was on the bus, the one by the
gate. what do you want for it, and does it have the plylining? in the shop
till six, ask for ruth or for my brother, whoever answers. the number is on
the website of the shop. thanks
"""
"""A mail that no reader can take apart: a person reads it instead."""
