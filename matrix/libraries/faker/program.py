from faker import Factory, Faker
from faker.providers import BaseProvider
from show import raised, show

fake = Faker("en_US")
Faker.seed(4321)
show("people", fake.name(), fake.first_name_female(), fake.email(safe=True), fake.job())
show("numbers", fake.pyint(min_value=1, max_value=6), fake.random_element(["a", "b", "c"]), fake.random_int(1, 9, step=2))
show("dates", fake.date_of_birth(minimum_age=20, maximum_age=21) is not None, fake.date(pattern="%Y") > "1900")
fake.seed_instance(7)
show("texts", fake.words(nb=3, unique=True), fake.sentence(nb_words=4, variable_nb_words=False), fake.numerify("##-%%"))
show("profile", sorted(fake.simple_profile()), fake.boolean(chance_of_getting_true=100), fake.hex_color())
show("formatted", fake.format("random_digit") in range(10), fake.parse("{{first_name}}!").endswith("!"))


class Fruit(BaseProvider):
    def fruit(self, ripe=True):
        return ("ripe " if ripe else "") + self.random_element(["pear"])


fake.add_provider(Fruit)
show("provider", fake.fruit(), fake.fruit(ripe=False))
several = Faker(["de_DE", "ja_JP"])
show("locales", several.locales, len(several.factories), several["de_DE"].locales)
several["de_DE"].seed_instance(1)
show("german", several["de_DE"].city())
generator = Factory.create("fr_FR")
generator.seed_instance(3)
show("french", generator.last_name())
show("unique", len({fake.unique.random_digit() for _ in range(10)}), raised(fake.unique.random_digit).split(":")[0])
show("wrong", raised(lambda: Faker("xx_XX")), raised(lambda: fake.zork()))
