# verdict: error
# says: ModuleNotFoundError

import no_such_module_anywhere
