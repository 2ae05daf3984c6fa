/**
 * What only a notebook needs: showing pictures on whichever Java kernel runs ({@link deepq.notebook.Notebook}), watching a training
 * ({@link deepq.notebook.LiveTraining}), claims ({@link deepq.notebook.Claim}) and exercises ({@link deepq.notebook.Exercise}).
 */
package deepq.notebook;
