from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "amparo.cases"
    label = "cases"

    def ready(self):
        # Opens the door to people through cases; ends teams with the access of a member; says what
        # of a case keeps a person, and what goes with her; reminds those who work on it.
        from amparo.cases import access, actions, jobs  # noqa: F401
        from amparo.cases.actions import calendars, deputies, disclosures, naming  # noqa: F401
        from amparo.cases.parts_of import screening  # noqa: F401
        from amparo.cases.queries import (  # noqa: F401
            blocks,
            child_due,
            children,
            closing,
            disclosure,
            due_steps,
            keeping,
            letters,
            relations,
            retention,
            rights,
            risk,
            safe_contact,
            safety_plan,
            tasks,
            training,
            waiting,
        )
