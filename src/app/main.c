/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-application.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  const char *locale_dir = g_getenv ("ZIPING_LOCALEDIR");
  g_autoptr (ZpApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = zp_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
