"""The index of all briefings (`Site`) and the pages made of it (`VIEWS`). Pure; knows no Pelican and no disk."""
