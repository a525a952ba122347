#include "cvterm.h"
