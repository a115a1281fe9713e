/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-error.h"

G_DEFINE_QUARK (zp - error - quark, zp_error)
