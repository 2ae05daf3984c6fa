/**
 * What only a notebook needs: showing pictures on whichever Java kernel runs
 * ({@link deepq.course.notebook.Notebook}), watching a training ({@link deepq.course.notebook.LiveTraining}), claims
 * ({@link deepq.course.notebook.Claim}) and exercises ({@link deepq.course.exercise.Exercise}).
 */
package deepq.course.notebook;
