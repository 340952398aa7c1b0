;; Opens files one after the other and writes what the server published for each: editors.test.ts reads it.
(defvar published (make-hash-table :test 'equal))
(cl-defmethod eglot-handle-notification :before
  (_server (_method (eql textDocument/publishDiagnostics)) &key uri diagnostics &allow-other-keys)
  (puthash uri diagnostics published))
(setq create-lockfiles nil
      enable-local-variables nil
      eglot-sync-connect 30)

(defun read-json (path)
  (with-temp-buffer
    (insert-file-contents path)
    (json-parse-buffer)))

(defun counts (table)
  "How many diagnostics a TABLE of them has by URI, in order."
  (let (uris)
    (maphash (lambda (uri diagnostics) (push (cons uri diagnostics) uris)) table)
    (mapcar (lambda (entry) (cons (car entry) (length (cdr entry))))
            (sort uris (lambda (a b) (string< (car a) (car b)))))))

(let ((expected (read-json (getenv "EXPECTED")))
      (shown (make-hash-table :test 'equal))
      (buffers (make-hash-table :test 'equal)))
  (maphash (lambda (uri _)
             (find-file (eglot--uri-to-path uri))
             (puthash uri (current-buffer) buffers)
             ;; eglot-ensure waits for the command loop, which a batch has not
             (unless (eglot-current-server)
               (apply #'eglot--connect (eglot--guess-contact)))
             (unless (eglot-managed-p) (eglot--maybe-activate-editing-mode)))
           expected)
  ;; what other files say of the deployment may come later
  (with-timeout (60)
    (while (not (equal (counts published) (counts expected)))
      (accept-process-output nil 0.05)))
  (maphash (lambda (uri buffer)
             (with-current-buffer buffer
               ;; Flymake asks when Emacs is idle, which a batch never is
               (flymake-start)
               (puthash uri (length (flymake-diagnostics)) shown)))
           buffers)
  (let ((all (make-hash-table :test 'equal)))
    (puthash "published" published all)
    (puthash "shown" shown all)
    (with-temp-file (getenv "OUT")
      (insert (json-serialize all :null-object nil :false-object :json-false)))))
