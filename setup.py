"""Which packages are installed; all else stands in pyproject.toml.

`resources/` lies at the top of the repository, where translators and dealerships look for it. It is installed
as the package `bdc_desk_resources`. pyproject.toml can either find packages or rename one, not both.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["bdc_desk", "bdc_desk.*"]), "bdc_desk_resources"],
    package_dir={"bdc_desk_resources": "resources"},
)
