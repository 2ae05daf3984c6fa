/**
 * Pictures: plots ({@link deepq.course.view.Plot}), scenes of the environments ({@link deepq.course.view.Scene}) and
 * episodes to be played ({@link deepq.course.view.EpisodePlayer}), drawn in the page, without the network.
 */
package deepq.course.view;
