"""All stories of the invented dealership, fitted together in the order of time.

Nobody makes two calls at once, nothing on a lead happens before what was told before it, moments only rise.
"""

import heapq
import random
from collections.abc import Iterator
from datetime import datetime

from bdc_desk.demo.people import Agent
from bdc_desk.demo.story import SECOND, Act, Perform, Story
from bdc_desk.operations.draft import LeadDraft


class Script:
    """All stories together."""

    def __init__(self, seed: str) -> None:
        """`seed`: the dice fall the same every time."""
        self.dice = random.Random(seed)
        self._stories: list[Story] = []

    def story(self, draft: LeadDraft, at: datetime, by: Agent = Agent.ANA) -> Story:
        """Begin the story of an enquiry that arrives at `at`; `by`: at whose desk."""
        story = Story(draft.key, self.dice).again(draft, at, by)
        self._stories.append(story)
        return story

    def timetable(self) -> Iterator[tuple[datetime, Agent, str, Perform]]:
        """Every act in the order of time: its moment, its person, the key of its lead, and what is done.

        An act waits until its lead's act before is done, and until its person has finished the call in hand.
        """
        waiting = [(story.acts[0].at, number, 0) for number, story in enumerate(self._stories)]
        heapq.heapify(waiting)
        free: dict[Agent, datetime] = {}
        while waiting:
            at, number, place = heapq.heappop(waiting)
            story = self._stories[number]
            act = story.acts[place]
            if act.busy is not None:
                if free.get(act.who, at) > at:
                    heapq.heappush(waiting, (free[act.who], number, place))
                    continue
                free[act.who] = at + act.busy
            yield at, act.who, story.key, act.perform
            if place + 1 < len(story.acts):
                heapq.heappush(waiting, (_begin_of_next(act, at, story.acts[place + 1]), number, place + 1))


def _begin_of_next(act: Act, at: datetime, following: Act) -> datetime:
    """What is tied keeps its distance from the act before; all else comes when meant to, or right after."""
    late = at - act.at
    return following.at + late if following.tied else max(following.at, at + SECOND)
