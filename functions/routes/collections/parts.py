"""What the calls of Collections work with, made when first asked for."""

from __future__ import annotations

from functools import cached_property

from functions.services import Services
from shared.cloud.auth import Directory
from shared.collections.categories import Categories
from shared.collections.decks import Decks
from shared.collections.deletion import Deletion
from shared.collections.inspection import Inspector
from shared.collections.items import Items
from shared.collections.members import Members
from shared.collections.order_records import OrderRecords
from shared.collections.pages import Pages
from shared.collections.products import Products
from shared.collections.repository import Repository
from shared.collections.tickets import Tickets
from shared.collections.uploads import Uploads


class Parts:
    """The collaborators of Collections, over those of every system."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @cached_property
    def repository(self) -> Repository:
        return Repository(self.services.store.db)

    @cached_property
    def inspector(self) -> Inspector:
        return Inspector(self.services.settings.child_memory_mb)

    @cached_property
    def uploads(self) -> Uploads:
        tickets = Tickets(self.services.store.db, self.services.artifacts)
        return Uploads(self.repository, self.services.artifacts, self.inspector, tickets, self.services.settings)

    @cached_property
    def pages(self) -> Pages:
        return Pages(self.services.artifacts, self.inspector)

    @cached_property
    def products(self) -> Products:
        return Products(self.repository, self.services.artifacts)

    @cached_property
    def items(self) -> Items:
        return Items(self.repository)

    @cached_property
    def orders(self) -> OrderRecords:
        return OrderRecords(self.repository)

    @cached_property
    def decks(self) -> Decks:
        return Decks(self.repository, self.services.artifacts, self.inspector)

    @cached_property
    def categories(self) -> Categories:
        return Categories(self.repository)

    @cached_property
    def members(self) -> Members:
        return Members(self.services.store.db, Directory(self.services.settings))

    @cached_property
    def deletion(self) -> Deletion:
        services = self.services
        return Deletion(self.repository, services.artifacts, services.jobs, services.eraser)
