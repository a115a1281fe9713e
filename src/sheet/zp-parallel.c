/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-parallel.h"

/* Makers may be so far ahead of the taker; more would only fill the memory. */
#define AHEAD 64
#define MAX_THREADS 8

typedef struct
{
  GPtrArray *spent; /* what it made and the taker is done with */
} Maker;

typedef struct
{
  gpointer made;
  GError *failure;
  Maker *maker;
  gboolean done;
} Place;

typedef struct
{
  guint n;
  ZpParallelMake make;
  GDestroyNotify free_made;
  gpointer user_data;
  Maker taker; /* rather than wait, the taker makes too */

  GMutex mutex; /* for all that follows */
  GCond changed;
  Place *places; /* a ring of AHEAD */
  guint next;    /* the next to be made */
  guint taken;   /* how many were taken */
  gboolean stopped;
} Run;

/* Whether there is one that may be made now; call it with the mutex. */
static gboolean
can_claim (const Run *run)
{
  return !run->stopped && run->next < run->n && run->next < run->taken + AHEAD;
}

/* Makes the next one; call it with the mutex, which it gives back while it works.  What a thread made
 * is also freed there, else the two would get into each other's way in the memory they share. */
static void
make_next (Run *run, Maker *maker)
{
  guint index = run->next++;
  Place place = { .maker = maker, .done = TRUE };
  g_autoptr (GPtrArray) spent = g_steal_pointer (&maker->spent);

  maker->spent = g_ptr_array_new_with_free_func (run->free_made);
  g_mutex_unlock (&run->mutex);
  g_clear_pointer (&spent, g_ptr_array_unref);
  place.made = run->make (index, run->user_data, &place.failure);
  g_mutex_lock (&run->mutex);
  run->places[index % AHEAD] = place;
  if (index == run->taken)
    g_cond_broadcast (&run->changed);
}

static gpointer
make_thread (gpointer data)
{
  Run *run = data;
  Maker maker = { g_ptr_array_new_with_free_func (run->free_made) };

  g_mutex_lock (&run->mutex);
  while (!run->stopped)
    {
      if (can_claim (run))
        make_next (run, &maker);
      else
        g_cond_wait (&run->changed, &run->mutex);
    }
  g_mutex_unlock (&run->mutex);
  g_ptr_array_unref (maker.spent);
  return NULL;
}

static Place
wait_for (Run *run, guint index)
{
  Place place;

  g_mutex_lock (&run->mutex);
  while (!run->places[index % AHEAD].done)
    {
      if (can_claim (run))
        make_next (run, &run->taker);
      else
        g_cond_wait (&run->changed, &run->mutex);
    }
  place = run->places[index % AHEAD];
  g_mutex_unlock (&run->mutex);
  return place;
}

static void
give_back (Run *run, Place *place)
{
  g_mutex_lock (&run->mutex);
  run->places[run->taken % AHEAD] = (Place){ 0 };
  /* Only a full ring keeps makers waiting. */
  if (run->next == run->taken + AHEAD)
    g_cond_broadcast (&run->changed);
  run->taken++;
  if (place->made != NULL)
    g_ptr_array_add (place->maker->spent, place->made);
  g_mutex_unlock (&run->mutex);
  g_clear_error (&place->failure);
}

static gboolean
take_all (Run *run, ZpParallelTake take, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < run->n; i++)
    {
      Place place;
      gboolean goes_on;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      place = wait_for (run, i);
      goes_on = take (i, place.made, place.failure, run->user_data, error);
      give_back (run, &place);
      if (!goes_on)
        return FALSE;
    }
  return TRUE;
}

static void
stop (Run *run, GPtrArray *threads)
{
  g_mutex_lock (&run->mutex);
  run->stopped = TRUE;
  g_cond_broadcast (&run->changed);
  g_mutex_unlock (&run->mutex);
  for (guint i = 0; i < threads->len; i++)
    (void) g_thread_join (g_ptr_array_index (threads, i));
  for (guint i = 0; i < AHEAD; i++)
    {
      g_clear_pointer (&run->places[i].made, run->free_made);
      g_clear_error (&run->places[i].failure);
    }
  g_ptr_array_unref (run->taker.spent);
}

/**
 * zp_parallel_run:
 * @n: how many things there are
 * @make: makes one, in this thread and in others that end with this call
 * @free_made: frees one
 * @take: takes them one after the other
 * @user_data: for both
 * @cancellable: (nullable): stops between two
 * @error: return location
 *
 * Makes many things on all processors and takes them in their order, while the next are being made.
 *
 * Returns: %FALSE if it was cancelled (%G_IO_ERROR_CANCELLED), or @take stopped it
 */
gboolean
zp_parallel_run (guint n,
                 ZpParallelMake make,
                 GDestroyNotify free_made,
                 ZpParallelTake take,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree Place *places = g_new0 (Place, AHEAD);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  /* The thread that takes is one of them. */
  guint n_threads = MIN (CLAMP (g_get_num_processors (), 1, MAX_THREADS) - 1, n);
  Run run
      = { .n = n, .make = make, .free_made = free_made, .user_data = user_data, .places = places };
  gboolean done;

  g_return_val_if_fail (make != NULL && take != NULL && free_made != NULL, FALSE);

  run.taker.spent = g_ptr_array_new_with_free_func (free_made);
  g_mutex_init (&run.mutex);
  g_cond_init (&run.changed);
  for (guint i = 0; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("zp-parallel", make_thread, &run));
  done = take_all (&run, take, cancellable, error);
  stop (&run, threads);
  g_mutex_clear (&run.mutex);
  g_cond_clear (&run.changed);
  return done;
}
