"""Room `workshop`, event: the words that aliases are made of: fifty colours and fifty birds, all of them friendly."""

from __future__ import annotations

COLOURS = (
    "Amber", "Apricot", "Aqua", "Azure", "Beige", "Bronze", "Burgundy", "Caramel", "Carmine", "Cerise", "Cherry",
    "Chestnut", "Cinnamon", "Citrine", "Cobalt", "Copper", "Coral", "Cream", "Crimson", "Cyan", "Emerald", "Fern",
    "Garnet", "Golden", "Hazel", "Honey", "Indigo", "Ivory", "Jade", "Lavender", "Lemon", "Lilac", "Lime", "Magenta",
    "Maroon", "Mauve", "Mint", "Ochre", "Olive", "Opal", "Pearl", "Peach", "Plum", "Ruby", "Russet", "Saffron",
    "Sapphire", "Scarlet", "Teal", "Turquoise",
)  # fmt: skip
BIRDS = (
    "Avocet", "Bittern", "Blackbird", "Bluebird", "Bunting", "Chaffinch", "Crane", "Curlew", "Dipper", "Dove",
    "Dunlin", "Eagle", "Egret", "Falcon", "Finch", "Flamingo", "Goldcrest", "Goldfinch", "Goose", "Greenfinch",
    "Grouse", "Gull", "Harrier", "Heron", "Hoopoe", "Ibis", "Jackdaw", "Kestrel", "Kingfisher", "Lapwing", "Lark",
    "Linnet", "Magpie", "Martin", "Nightingale", "Oriole", "Osprey", "Owl", "Partridge", "Pelican", "Petrel",
    "Plover", "Puffin", "Robin", "Sandpiper", "Sparrow", "Starling", "Stork", "Swallow", "Swift",
)  # fmt: skip
